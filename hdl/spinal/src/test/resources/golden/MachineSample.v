// Component : MachineSample
`timescale 1ns/1ps
module MachineSample (
  input wire start,
  input wire stop,
  output wire busy,
  output wire [3:0] runs,
  output reg begins,
  output reg ends,
  input wire aclk,
  input wire aresetn
);
  localparam walk_idle = 2'd0;
  localparam walk_work = 2'd1;
  localparam walk_finish = 2'd2;
  wire walk_wantExit;
  reg walk_wantStart;
  wire walk_wantKill;
  reg [3:0] walk_count;
  reg [1:0] walk_stateReg;
  reg [1:0] walk_stateNext;
  wire walk_onExit_work;
  wire walk_onEntry_work;
  `ifndef SYNTHESIS
  reg [47:0] walk_stateReg_string;
  reg [47:0] walk_stateNext_string;
  `endif
  `ifndef SYNTHESIS
  always @(*) begin
    case(walk_stateReg)
      walk_idle : walk_stateReg_string = "idle ";
      walk_work : walk_stateReg_string = "work ";
      walk_finish : walk_stateReg_string = "finish";
      default : walk_stateReg_string = "??????";
    endcase
  end
  always @(*) begin
    case(walk_stateNext)
      walk_idle : walk_stateNext_string = "idle ";
      walk_work : walk_stateNext_string = "work ";
      walk_finish : walk_stateNext_string = "finish";
      default : walk_stateNext_string = "??????";
    endcase
  end
  `endif
  assign walk_wantExit = 1'b0;
  always @(*) begin
    walk_wantStart = 1'b0;
    case(walk_stateReg)
      walk_work : begin
      end
      walk_finish : begin
      end
      default : begin
        walk_wantStart = 1'b1;
      end
    endcase
  end
  assign walk_wantKill = 1'b0;
  assign busy = (! (walk_stateReg == walk_idle));
  assign runs = walk_count;
  always @(*) begin
    begins = 1'b0;
    if(walk_onEntry_work) begin
      begins = 1'b1;
    end
  end
  always @(*) begin
    ends = 1'b0;
    if(walk_onExit_work) begin
      ends = 1'b1;
    end
  end
  always @(*) begin
    walk_stateNext = walk_stateReg;
    case(walk_stateReg)
      walk_work : begin
        if(stop) begin
          walk_stateNext = walk_finish;
        end
      end
      walk_finish : begin
        walk_stateNext = walk_idle;
      end
      default : begin
        if(start) begin
          walk_stateNext = walk_work;
        end
      end
    endcase
    if(walk_wantKill) begin
      walk_stateNext = walk_idle;
    end
  end
  assign walk_onExit_work = ((walk_stateNext != walk_work) && (walk_stateReg == walk_work));
  assign walk_onEntry_work = ((walk_stateNext == walk_work) && (walk_stateReg != walk_work));
  always @(posedge aclk) begin
    if(!aresetn) begin
      walk_count <= 4'b0000;
      walk_stateReg <= walk_idle;
    end else begin
      walk_stateReg <= walk_stateNext;
      case(walk_stateReg)
        walk_work : begin
        end
        walk_finish : begin
          walk_count <= (walk_count + 4'b0001);
        end
        default : begin
        end
      endcase
    end
  end
endmodule
